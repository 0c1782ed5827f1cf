import { Button, Group, Stack, TextInput } from "@mantine/core";
import type { NewApiToken } from "../../api/schema";
import { CopyButton } from "../../components/copy-button";

interface Props {
  made: NewApiToken;
  onDone: () => void;
}

/** The one look at a new token. */
export function ApiTokenIsMade({ made, onDone }: Props) {
  return (
    <Stack gap="md">
      <div role="status">
        The token <bdi>{made.name}</bdi> is made.
      </div>
      <div>
        <TextInput
          label="API token"
          description="Copy it now, and keep it like a password. It is not shown again."
          inputWrapperOrder={["label", "input", "description"]}
          value={made.token}
          readOnly
        />
        <Group mt="xs">
          <CopyButton text={made.token} />
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
