"""Where on earth a photo was taken, told without a network from tables that photoclip brings."""
