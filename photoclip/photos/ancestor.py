"""What decoder processes have in common: the process they are forked from imports this once."""

from photoclip.photos import worker

worker.load_libraries()
