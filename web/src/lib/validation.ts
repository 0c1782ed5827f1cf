/** Checks of a form before it is sent. The server checks everything again. */

export function required(sentence: string) {
  return (value: string) => (value.trim() === "" ? sentence : null);
}

/** Length counts code points, as the server does. */
export function longEnough(minimumLength: number) {
  return (password: string) =>
    Array.from(password).length < minimumLength ? `Use at least ${minimumLength} characters.` : null;
}

/** For a number typed as text. */
export function wholeNumber(lowest: number, highest: number) {
  return (text: string) => {
    const number = Number(text);
    const isValid = text.trim() !== "" && Number.isInteger(number) && number >= lowest && number <= highest;
    return isValid ? null : `Enter a whole number from ${lowest} to ${highest}.`;
  };
}
