import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { callNeighboursQuery } from "../../api/calls";
import { useSession } from "../../shared/session/session-context";
import { toCallFilter, type CallsSearch } from "./calls-search";

/** Links to the calls before and after one, in the list that it was opened from. */
export function CallNeighbours({ id, search }: { id: string; search: CallsSearch }) {
  const filter = toCallFilter(search, useSession().account.time_zone);
  const neighbours = useQuery(callNeighboursQuery(id, filter));
  const { newer_id, older_id } = neighbours.data ?? { newer_id: null, older_id: null };
  return (
    <Group component="nav" aria-label="Calls" gap="xs">
      {neighbours.isError && !neighbours.data && (
        <Button
          variant="subtle"
          size="xs"
          loading={neighbours.isFetching}
          aria-label="Previous and next call could not be loaded: try again"
          onClick={() => void neighbours.refetch()}
        >
          Try again
        </Button>
      )}
      <NeighbourLink id={newer_id} search={search}>
        Previous
      </NeighbourLink>
      <NeighbourLink id={older_id} search={search}>
        Next
      </NeighbourLink>
    </Group>
  );
}

interface LinkProps {
  /** Null where the list ends. */
  id: string | null;
  search: CallsSearch;
  children: string;
}

function NeighbourLink({ id, search, children }: LinkProps) {
  const label = `${children} call`;
  if (id === null) {
    return (
      <Button variant="default" size="xs" disabled aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={label}
      renderRoot={(props) => <Link to="/calls/$id" params={{ id }} search={search as never} {...props} />}
    >
      {children}
    </Button>
  );
}
