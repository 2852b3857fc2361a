await lamp.pair();
