fn main() {
    lantern::blink(3);
}
