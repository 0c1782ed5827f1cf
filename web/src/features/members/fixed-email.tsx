import { Anchor, TextInput } from "@mantine/core";
import styles from "./fixed-email.module.css";

interface Props {
  email: string;
  /** Begins the way to another address, where it may be gone. */
  onReplace?: () => void;
}

/** The e-mail is what a member is known by, so it is shown and stays. */
export function FixedEmail({ email, onReplace }: Props) {
  return (
    <div>
      <TextInput
        label="Email"
        value={email}
        readOnly
        classNames={{ input: styles.email }}
        inputWrapperOrder={["label", "input", "description"]}
        description="An e-mail address cannot be changed. To use another one, remove this member and invite anew."
      />
      {onReplace && (
        <Anchor component="button" type="button" size="xs" onClick={onReplace}>
          Remove and invite anew
        </Anchor>
      )}
    </div>
  );
}
