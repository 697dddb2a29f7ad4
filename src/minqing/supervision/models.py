"""The tables of this room, part by part, where Django looks for them."""

__all__: list[str] = []
