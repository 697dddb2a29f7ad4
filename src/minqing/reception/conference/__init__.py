"""联席会议、联合接访: convened, attended, decided, followed until done."""
