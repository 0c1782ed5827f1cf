import type { NewApiToken } from "../../api/schema";
import { OneTimeSecret } from "../../components/dialog/one-time-secret";

interface Props {
  made: NewApiToken;
  onDone: () => void;
}

export function ApiTokenIsMade({ made, onDone }: Props) {
  return (
    <OneTimeSecret
      label="API token"
      value={made.token}
      advice="Copy it now, and keep it like a password."
      onDone={onDone}
    >
      The token <bdi>{made.name}</bdi> is made.
    </OneTimeSecret>
  );
}
