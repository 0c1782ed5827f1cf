import { getToday } from "../../lib/days";
import { useSession } from "./session-context";

/** The current day in the time zone of the account, which the days of the API are in. */
export function useToday(): string {
  return getToday(useSession().account.time_zone);
}
