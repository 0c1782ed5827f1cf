import type { NewApiToken } from "../../api/schema";
import { ShownOnce } from "../../components/shown-once";

interface Props {
  made: NewApiToken;
  onDone: () => void;
}

export function ApiTokenIsMade({ made, onDone }: Props) {
  return (
    <ShownOnce label="API token" value={made.token} advice="Copy it now, and keep it like a password." onDone={onDone}>
      The token <bdi>{made.name}</bdi> is made.
    </ShownOnce>
  );
}
