import { useEffect, useState, type ComponentType } from "react";
import { setAsk, type Obstacle } from "../../api/refused-requests";
import { isLeaving } from "../../lib/leave";
import { useLoaded } from "../../lib/use-loaded";

/** Above the dialog whose request was refused. */
export const obstacleZIndex = 300;

export interface ObstacleDialogProps {
  isOpen: boolean;
  /** Repeats the requests that wait, or gives them up. */
  finish: (isDone: boolean) => void;
}

/** A dialog that opens when requests are refused for this reason. It is loaded then, and the requests wait for it. */
export function useObstacleDialog(
  obstacle: Obstacle,
  importDialog: () => Promise<ComponentType<ObstacleDialogProps>>,
): [ComponentType<ObstacleDialogProps> | null, ObstacleDialogProps] {
  const [Dialog, load] = useLoaded(importDialog);
  const [answer, setAnswer] = useState<((isDone: boolean) => void) | null>(null);

  useEffect(() => {
    let waiting: ((isDone: boolean) => void) | null = null;
    setAsk(obstacle, async () => {
      if (isLeaving()) return false;
      try {
        await load();
      } catch {
        return false;
      }
      return new Promise<boolean>((resolve) => {
        waiting = resolve;
        setTimeout(() => setAnswer(() => resolve));
      });
    });
    return () => {
      setAsk(obstacle, null);
      waiting?.(false);
    };
  }, [obstacle, load]);

  const finish = (isDone: boolean) => {
    answer?.(isDone);
    setAnswer(null);
  };
  return [Dialog, { isOpen: answer !== null, finish }];
}
