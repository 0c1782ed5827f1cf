/** What the page checks itself, before the server does: only what needs no knowledge of the account. */

export function required(sentence: string) {
  return (value: string) => (value.trim() === "" ? sentence : null);
}

/** Length counts code points, as the server does. */
export function longEnough(minimumLength: number) {
  return (password: string) =>
    Array.from(password).length < minimumLength ? `Use at least ${minimumLength} characters.` : null;
}

/** A number that is typed as text. */
export function wholeNumber(lowest: number, highest: number) {
  return (text: string) => {
    const number = Number(text);
    const fits = text.trim() !== "" && Number.isInteger(number) && number >= lowest && number <= highest;
    return fits ? null : `Enter a whole number from ${lowest} to ${highest}.`;
  };
}
