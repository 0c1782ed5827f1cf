import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { campaignQuery } from "../../api/campaigns";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { BackLink } from "../../components/layout/back-link";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { QueryState } from "../../shared/requests/query-state";
import { getVisible, isWithheld } from "../../shared/requests/refusal";
import { CampaignActions } from "./campaign-actions";
import { campaignsMemory } from "./campaigns-search";
import { DraftView } from "./draft-view";
import { LiveView } from "./live-view";

/** One campaign: its form until it is launched, then its progress and its calls. */
export function CampaignPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayAccess = useMayAccessCrm();
  const campaign = useQuery({ ...campaignQuery(id), enabled: mayAccess });
  const visible = getVisible(campaign);
  const back = (
    <BackLink to="/campaigns" search={campaignsMemory.latest() as never}>
      Campaigns
    </BackLink>
  );
  return (
    <CrmPage
      key={id}
      title={visible?.name ?? "Campaign"}
      above={back}
      action={visible && <CampaignActions campaign={visible} />}
    >
      <QueryState
        query={campaign}
        skeleton={<SkeletonRows count={8} />}
        notFound={
          <Message title="Campaign not found">
            It does not exist, or you don’t have access to its agent and its company.
          </Message>
        }
      >
        {(found) =>
          found.state === "draft" ? (
            <DraftView campaign={found} />
          ) : (
            <LiveView campaign={found} error={isWithheld(campaign.error) ? null : campaign.error} />
          )
        }
      </QueryState>
    </CrmPage>
  );
}
