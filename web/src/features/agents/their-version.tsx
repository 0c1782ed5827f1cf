import { Anchor } from "@mantine/core";

interface Props {
  text: string;
  onTake: () => void;
}

/** What somebody else has saved in a field that is being changed here too. */
export function TheirVersion({ text, onTake }: Props) {
  return (
    <>
      {text ? (
        <>
          Changed meanwhile to “<bdi>{text}</bdi>”.{" "}
        </>
      ) : (
        "Emptied meanwhile. "
      )}
      <Anchor component="button" type="button" inherit onClick={onTake}>
        Use this
      </Anchor>
    </>
  );
}
