/** In a form that shows what someone else has saved since it was opened, with the changes made here. */
export const conflictNotice =
  "Someone else changed this. Nothing was saved. Review their version with your changes, then save again.";
