import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { memberChangesQuery } from "../../api/members";
import type { MemberDifference, UpdateMember } from "../../api/schema";
import { sightChangesOf } from "./calls-in-sight";

/** How long a choice rests before it is asked about, in milliseconds: agents are ticked one after the other. */
const rest = 250;

/** How many calls would come into sight and go out of it. Nothing while no change concerns them. */
export function useCallsInSight(memberId: string, changes: UpdateMember): MemberDifference | undefined {
  const wanted = JSON.stringify(sightChangesOf(changes));
  const [settled] = useDebouncedValue(wanted, rest);
  const asked = JSON.parse(settled) as UpdateMember | null;
  const { data } = useQuery({ ...memberChangesQuery(memberId, asked ?? {}), enabled: asked !== null });
  return wanted === "null" ? undefined : data;
}
