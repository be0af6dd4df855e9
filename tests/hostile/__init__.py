"""Files that were made to do harm, and those that harm came to: none of them stops a run or passes for a good one."""
