"""The live process: what changes in a hall, told to every display at once, without a web worker waiting."""
