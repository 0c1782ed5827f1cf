#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "core/clock.hpp"

namespace rollcall {

/// A UUIDv7 (RFC 9562, section 5.7) in its 36 characters: sorts by time, then in the order of making, and is unique.
std::string make_uuid(Time now);

/// The id of one kind of object; ids of different kinds are different types. Holds any text, since ids come from
/// requests: an unknown one is not found.
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}
    explicit Id(std::string_view text) : text_(text) {}

    static Id make(Time now) { return Id(make_uuid(now)); }

    const std::string& text() const { return text_; }
    auto operator<=>(const Id&) const = default;

private:
    std::string text_;
};

using AgentId = Id<struct AgentTag>;
using ApiTokenId = Id<struct ApiTokenTag>;
using AttemptId = Id<struct AttemptTag>;
using CallId = Id<struct CallTag>;
using CampaignId = Id<struct CampaignTag>;
using CompanyId = Id<struct CompanyTag>;
using ConnectionId = Id<struct ConnectionTag>;
using ContactFieldId = Id<struct ContactFieldTag>;
using ContactId = Id<struct ContactTag>;
using DeliveryId = Id<struct DeliveryTag>;
using DeviceId = Id<struct DeviceTag>;
using ErasureId = Id<struct ErasureTag>;
using MailId = Id<struct MailTag>;
using MemberId = Id<struct MemberTag>;
using RateId = Id<struct RateTag>;
using SegmentId = Id<struct SegmentTag>;
using SessionId = Id<struct SessionTag>;
using UnknownAgentId = Id<struct UnknownAgentTag>;

}  // namespace rollcall
