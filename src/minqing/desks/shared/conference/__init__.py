"""联席会议: convened, answered, minuted, followed; pages for the office and the units."""
