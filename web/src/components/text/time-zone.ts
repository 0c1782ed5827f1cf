import { createContext, useContext } from "react";

/** The time zone of the account, in which times are shown. Without one it is the browser's. */
export const TimeZone = createContext<string | undefined>(undefined);

export function useTimeZone(): string | undefined {
  return useContext(TimeZone);
}
