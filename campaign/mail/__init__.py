"""Mail to those who asked for it: who wants what, the messages that wait, the way to the relay, what became of each."""
