"""What every act does to clocks and owner."""
