"""The page of like questions: which questions that somebody reads share words with this one."""
