import lantern

lantern.scene("evening").on()
