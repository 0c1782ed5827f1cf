import { Button, Group, Stack, TextInput } from "@mantine/core";
import type { MemberSummary } from "../../api/schema";
import { CopyButton } from "../../components/copy-button";

interface Props {
  member: MemberSummary;
  password: string;
  must_change: boolean;
  onDone: () => void;
}

/** What has happened, and the last look at the password. */
export function PasswordIsSet({ member, password, must_change, onDone }: Props) {
  const name = <bdi>{member.name}</bdi>;
  return (
    <Stack gap="md">
      <div role="status">
        {member.invitation ? (
          <>{name} is a member now, and the invitation has ended. The password is needed at the first sign-in</>
        ) : (
          <>
            The password of {name} is updated, and all sessions and API tokens have ended. The new one is needed at the
            next sign-in
          </>
        )}
        {must_change && <>, after which {name} chooses one of their own</>}.
      </div>
      <div>
        <TextInput
          label="New password"
          description="Copy it now and hand it over. It is not shown again."
          inputWrapperOrder={["label", "input", "description"]}
          value={password}
          readOnly
        />
        <Group mt="xs">
          <CopyButton text={password} />
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
