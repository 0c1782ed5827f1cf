import { Button } from "@mantine/core";
import { Message } from "../../components/feedback/message";

interface Props {
  title: string;
  /** The text of the button that clears the filters: "Show all calls". */
  showAll: string;
  onShowAll: () => void;
  children?: React.ReactNode;
}

/** In place of a table: no item matches the filters. */
export function NoMatches({ title, showAll, onShowAll, children }: Props) {
  return (
    <Message
      title={title}
      action={
        <Button variant="default" onClick={onShowAll}>
          {showAll}
        </Button>
      }
    >
      {children}
    </Message>
  );
}
