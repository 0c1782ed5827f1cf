import { Button, Group, Stack, TextInput } from "@mantine/core";
import type { MemberSummary } from "../../api/schema";
import { CopyButton } from "../../components/copy-button";
import { untilWhen } from "./invitation-words";

interface Props {
  member: MemberSummary;
  url: string;
  expiresAt: string;
  onDone: () => void;
}

/** The only look at a link: the server keeps no more than its hash. */
export function LinkIsMade({ member, url, expiresAt, onDone }: Props) {
  return (
    <Stack gap="md">
      <div role="status">
        The link for <bdi>{member.name}</bdi> is made. It works once, until {untilWhen(expiresAt)}.
      </div>
      <div>
        <TextInput
          label="Link"
          description="Copy it now and hand it over. It is not shown again."
          inputWrapperOrder={["label", "input", "description"]}
          value={url}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group mt="xs">
          <CopyButton text={url} />
        </Group>
      </div>
      <Group justify="flex-end" mt="xs">
        <Button onClick={onDone} autoFocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
