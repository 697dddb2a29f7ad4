"""互联互通 exchange: imports and exports; later the higher system and Open311."""
