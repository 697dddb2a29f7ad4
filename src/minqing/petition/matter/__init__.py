"""The matter itself: state, moves, clocks, notes, and the gate everybody passes."""
