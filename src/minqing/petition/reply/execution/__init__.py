"""执行跟踪 (32(2)): what was supported or agreed is followed until it is carried out."""
