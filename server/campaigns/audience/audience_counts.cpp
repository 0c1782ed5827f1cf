#include "campaigns/audience/audience_counts.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "accounts/account_store.hpp"
#include "campaigns/audience/audience_limits.hpp"
#include "campaigns/audience/audience_store.hpp"
#include "campaigns/campaigns.hpp"
#include "campaigns/eligibility/eligibility.hpp"
#include "contacts/search/contact_search.hpp"
#include "contacts/search/contact_search_store.hpp"
#include "core/error.hpp"

namespace rollcall::campaigns {

namespace {

using contacts::Counting;
using database::Transaction;

constexpr std::size_t contacts_judged_at_once = 500;

/// Counts the audience of one campaign, as the caller sees it.
class AudienceCounter {
public:
    AudienceCounter(const access::Context& context, const SealingKey& key, const CampaignId& id)
        : context_(context), key_(key), id_(id) {}

    AudienceCounts count_all() {
        AudiencePosition position;
        while (context_.read([&](Transaction& tx) {
            read_campaign(tx);
            return count_window(tx, position);
        })) {
            continue;
        }
        return counts_;
    }

    AudienceCounts count_about() {
        return context_.read([&](Transaction& tx) {
            read_campaign(tx);
            AudiencePosition position;
            for (std::int64_t read = 0; read < max_audience_read && judged_ <= max_audience_judged;
                 read += audience_window_contacts) {
                if (!count_window(tx, position)) return counts_;
            }
            return count_sample(tx);
        });
    }

private:
    void read_campaign(Transaction& tx) {
        campaign_ = require_campaign(tx, context_.caller, access::Action::view_campaign, id_, context_.now());
        if (campaign_.state != CampaignState::draft) {
            throw Error::conflict("This campaign was launched. Its progress says how many are called.");
        }
        segments_ = read_audience_segments(tx, campaign_.company_id, list_campaign_segments(tx, id_));
    }

    /// False where there is nothing after it.
    bool count_window(Transaction& tx, AudiencePosition& position) {
        if (position.segment >= segments_.called.size()) return false;
        const auto read = list_audience_contacts(tx, segments_, position, audience_window_contacts);
        std::vector<ContactId> contacts;
        for (const auto& contact : read) {
            if (contact.is_called) contacts.push_back(contact.id);
        }
        judge(tx, contacts);
        if (std::ssize(read) < audience_window_contacts) {
            position = {.segment = position.segment + 1};
        } else {
            position = {.segment = position.segment, .created_at = read.back().created_at, .contact = read.back().id};
        }
        return position.segment < segments_.called.size();
    }

    AudienceCounts count_sample(Transaction& tx) {
        counts_ = {.is_exact = false};
        const auto numbers = list_numbers(tx);
        const auto sampled = pick(numbers, max_audience_read);
        const auto found = list_sampled_audience(tx, segments_, sampled);
        const auto judged = pick(found, max_audience_judged);
        judge(tx, judged);
        if (judged.empty()) return counts_;
        const auto scale = [&](std::int64_t& count) {
            const auto of_sample =
                static_cast<double>(count) * static_cast<double>(found.size()) / static_cast<double>(judged.size());
            count = static_cast<std::int64_t>(
                of_sample * static_cast<double>(numbers.size()) / static_cast<double>(sampled.size()) + 0.5);
        };
        scale(counts_.callable);
        scale(counts_.warned_no_consent);
        scale(counts_.not_callable);
        for (auto& [reason, count] : counts_.skipped) scale(count);
        return counts_;
    }

    /// The numbers of all contacts of the company, and of those of any company that are not in the index yet.
    std::vector<std::int64_t> list_numbers(Transaction& tx) const {
        auto numbers = contacts::list_numbers_of_companies(tx, {campaign_.company_id});
        const auto state = contacts::get_contact_search_state(tx);
        for (auto number = state.indexed_up_to + 1; number <= state.last_number; ++number) numbers.push_back(number);
        return numbers;
    }

    /// Of each part of them as many.
    template <class Item>
    static std::vector<Item> pick(const std::vector<Item>& items, std::int64_t most) {
        const auto total = std::ssize(items);
        const auto picked = std::min(total, most);
        std::vector<Item> result;
        for (std::int64_t index = 0; index < picked; ++index) {
            result.push_back(items[static_cast<std::size_t>(index * total / picked)]);
        }
        return result;
    }

    void judge(Transaction& tx, std::span<const ContactId> contacts) {
        const auto account = accounts::get_account(tx);
        judged_ += std::ssize(contacts);
        while (!contacts.empty()) {
            const auto part = contacts.first(std::min(contacts.size(), contacts_judged_at_once));
            contacts = contacts.subspan(part.size());
            const auto all = judge_contacts(tx, key_, campaign_, account, part, JudgedFor::launch, context_.now());
            for (const auto& judged : all) add(judged);
        }
    }

    void add(const Eligibility& judged) {
        if (!judged.skip) {
            ++counts_.callable;
            if (judged.lacks_consent) ++counts_.warned_no_consent;
        } else if (judged.is_beyond_company && !context_.caller.is_administrator()) {
            ++counts_.not_callable;
        } else {
            ++counts_.skipped[*judged.skip];
        }
    }

    const access::Context& context_;
    const SealingKey& key_;
    const CampaignId& id_;
    NamedCampaign campaign_;
    AudienceSegments segments_;
    AudienceCounts counts_;
    std::int64_t judged_ = 0;
};

}  // namespace

AudienceCounts count_campaign_audience(const access::Context& context, const SealingKey& key, const CampaignId& id,
                                       Counting counting) {
    AudienceCounter counter(context, key, id);
    return counting == Counting::exact ? counter.count_all() : counter.count_about();
}

}  // namespace rollcall::campaigns
