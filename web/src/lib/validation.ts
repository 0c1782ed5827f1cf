import { countPasswordCharacters } from "./password-length";

/** Checks of a form before it is sent. The server checks everything again. */

export function required(sentence: string) {
  return (value: string) => (value.trim() === "" ? sentence : null);
}

/** For a password. */
export function longEnough(minimumLength: number) {
  return (password: string) =>
    countPasswordCharacters(password) < minimumLength ? `Use at least ${minimumLength} characters.` : null;
}

/** For a number typed as text. */
export function wholeNumber(lowest: number, highest: number) {
  return (text: string) => {
    const number = Number(text);
    const isValid = text.trim() !== "" && Number.isInteger(number) && number >= lowest && number <= highest;
    return isValid ? null : `Enter a whole number from ${lowest} to ${highest}.`;
  };
}
