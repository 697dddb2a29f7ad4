"""排行: organs by timeliness and resolution, with intervals, a minimum and ties; never by volume."""
