import { Button, Group, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "../../components/form/copy-button";
import { mandatory } from "../../components/form/mandatory";
import { generatePassword } from "./generate-password";
import { PasswordMeter } from "./password-meter";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: React.ReactNode;
  minimumLength: number;
  /** What makes a password weak, such as the name and email of its owner. */
  guessable?: string[];
  /** Offers to generate a password (M45), for another person. */
  generator?: boolean;
  /** Set for the first field of a dialog or page. */
  autofocus?: boolean;
}

/** The field for a new password, with its strength (M45). */
export function NewPassword(props: Props) {
  const { label, value, onChange, error, minimumLength, guessable = [], generator = false, autofocus } = props;
  const [visible, setVisible] = useState(false);

  const generate = (event: React.MouseEvent<HTMLButtonElement>) => {
    onChange(generatePassword(minimumLength));
    setVisible(true);
    // Counts as typed, so that a click outside of a dialog does not close it.
    event.currentTarget.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };

  return (
    <div>
      <PasswordInput
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        aria-invalid={Boolean(error)}
        visible={visible}
        onVisibilityChange={setVisible}
        autoComplete="new-password"
        spellCheck={false}
        autoFocus={autofocus}
        data-autofocus={autofocus}
        {...mandatory}
        visibilityToggleButtonProps={{ "aria-label": visible ? "Hide password" : "Show password", tabIndex: 0 }}
      />
      <PasswordMeter password={value} minimumLength={minimumLength} guessable={guessable} />
      {generator && (
        <Group gap="xs" mt="xs">
          <Button variant="default" size="xs" onClick={generate}>
            Generate
          </Button>
          <CopyButton text={value} />
        </Group>
      )}
    </div>
  );
}
