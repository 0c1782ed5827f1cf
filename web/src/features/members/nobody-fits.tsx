import { Button } from "@mantine/core";
import { Message } from "../../components/message";
import { everybody, type MembersSearch } from "./members-search";

interface Props {
  search: MembersSearch;
  filterBy: (filter: Partial<MembersSearch>) => void;
}

/** A search or a filter that fits no member. */
export function NobodyFits({ search, filterBy }: Props) {
  return (
    <Message
      title="Nobody fits"
      action={
        <Button variant="default" onClick={() => filterBy(everybody)}>
          Show all members
        </Button>
      }
    >
      {search.search ? (
        <>
          No name and no email has <bdi>“{search.search.trim()}”</bdi> in it, within the filters.
        </>
      ) : (
        "No member is as the filters ask."
      )}
    </Message>
  );
}
