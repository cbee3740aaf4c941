"""How a value is judged: one small pure function per rule. No pandas, no clock, no settings."""
