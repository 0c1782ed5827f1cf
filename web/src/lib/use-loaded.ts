import { useCallback, useState, type ComponentType } from "react";
import { loadPart } from "./load-part";

/**
 * A component that is loaded at the first click, and what loads it. `whenLoaded` runs after it has been rendered closed,
 * so that it notices how it opens.
 */
export function useLoaded<Props>(importPart: () => Promise<ComponentType<Props>>) {
  const [part, setPart] = useState<ComponentType<Props> | null>(null);
  const load = useCallback(
    async (whenLoaded?: () => void) => {
      const loaded = await loadPart(importPart);
      setPart(() => loaded);
      if (whenLoaded) setTimeout(whenLoaded);
    },
    [importPart],
  );
  return [part, load] as const;
}
