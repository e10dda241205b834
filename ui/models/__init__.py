"""Item models: tuples of values adapted to Qt's model interface."""
