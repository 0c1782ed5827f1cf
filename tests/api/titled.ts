/** Values for `test.each`, each with what stands for it in the test's name: as JSON, not longer than a line. */
export function titled<Value>(values: readonly Value[]): [string, Value][] {
  return values.map((value) => {
    const text = JSON.stringify(value) ?? "nothing";
    return [text.length > 60 ? `${text.slice(0, 40)}... (${text.length} characters)` : text, value];
  });
}
