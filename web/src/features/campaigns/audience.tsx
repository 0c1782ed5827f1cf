import { Button } from "@mantine/core";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { audienceQuery, exactAudienceQuery } from "../../api/campaigns";
import type { Campaign, CampaignAudience } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { QueryState } from "../../shared/requests/query-state";
import { describeCallable, listSkipReasons, registersWords } from "./campaign-words";
import styles from "./campaigns.module.css";
import { LaunchCampaign } from "./launch-campaign";

interface Props {
  campaign: Campaign;
  /** Whether the form has changes that are not saved. */
  isChanged: boolean;
}

/** How many contacts of a draft would be called now and how many not, and the launch. */
export function Audience({ campaign, isChanged }: Props) {
  const audience = useQuery(audienceQuery(campaign));
  const exact = useQuery(exactAudienceQuery(campaign));
  return (
    <section aria-labelledby="audience" className={styles.audience}>
      <h2 id="audience" className={styles.title}>
        Audience
      </h2>
      <QueryState query={audience} skeleton={<SkeletonRows count={3} />}>
        {(counts) => (
          <div aria-busy={audience.isPlaceholderData}>
            <AudienceCounts audience={exact.data ?? counts} exact={exact} />
          </div>
        )}
      </QueryState>
      <p className={styles.hint}>{registersWords}</p>
      {campaign.problems.length > 0 && (
        <div>
          <p>It cannot be launched yet:</p>
          <ul className={styles.problems}>
            {campaign.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      {isChanged && <p className={styles.hint}>Save the changes to count the audience with them and to launch.</p>}
      {campaign.can.includes("launch") && (
        <LaunchCampaign campaign={campaign} disabled={isChanged || campaign.problems.length > 0 || !audience.data} />
      )}
    </section>
  );
}

interface CountsProps {
  audience: CampaignAudience;
  /** Counts all contacts, once it is asked to. */
  exact: UseQueryResult<CampaignAudience>;
}

/** The counts, as far as they are known. */
function AudienceCounts({ audience, exact }: CountsProps) {
  const skipped = listSkipReasons(audience.skipped);
  const about = audience.exact ? "" : "about ";
  return (
    <>
      <p role="status" className={styles.callable}>
        {describeCallable(audience)}
      </p>
      {audience.warned_no_consent > 0 && (
        <p className={styles.warning}>
          {audience.exact ? "" : "About "}
          {audience.warned_no_consent.toLocaleString("en")} of them {audience.warned_no_consent === 1 ? "has" : "have"}{" "}
          no consent on record.
        </p>
      )}
      {skipped.length > 0 && (
        <>
          <h3 className={styles.subtitle}>Not called</h3>
          <dl className={styles.counts}>
            {skipped.map(({ name, count }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  {about}
                  {count.toLocaleString("en")}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {!audience.exact && (
        <Button
          variant="default"
          size="xs"
          className={styles.below}
          loading={exact.isFetching}
          aria-label="Count all contacts of the audience"
          onClick={() => void exact.refetch()}
        >
          Count all
        </Button>
      )}
      <FormError>{exact.error?.message}</FormError>
    </>
  );
}
