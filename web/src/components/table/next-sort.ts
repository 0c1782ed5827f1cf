/** The order after a click on a column: first the column's own direction, then the opposite one. */
export function nextSort(column: string, firstDescending: boolean, current: string | undefined): string {
  const first = firstDescending ? `-${column}` : column;
  const second = firstDescending ? column : `-${column}`;
  return current === first ? second : first;
}
