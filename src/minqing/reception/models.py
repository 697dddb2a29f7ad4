"""The tables of this room, stage by stage, where Django looks for them."""

__all__: list[str] = []
