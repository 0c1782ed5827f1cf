import { Button, Group } from "@mantine/core";
import type { List } from "../../api/list";

interface Props {
  /** What the list is of: "calls". */
  of: string;
  list: List<unknown>;
  onPage: (cursor: string | undefined) => void;
}

/** Buttons to the next and previous page of a list inside a page, whose place is not in the address. */
export function PageButtons({ of, list, onPage }: Props) {
  const { next_cursor: next, previous_cursor: previous } = list;
  if (!next && !previous) return null;
  return (
    <Group gap="xs" mt="md">
      <Button
        variant="default"
        size="xs"
        disabled={!previous}
        aria-label={`Newer ${of}`}
        onClick={() => onPage(previous!)}
      >
        Newer
      </Button>
      <Button variant="default" size="xs" disabled={!next} aria-label={`Older ${of}`} onClick={() => onPage(next!)}>
        Older
      </Button>
    </Group>
  );
}
