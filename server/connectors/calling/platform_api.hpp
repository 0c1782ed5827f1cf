#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "connectors/calling/attempt_variable.hpp"
#include "connectors/calling/call_placer.hpp"
#include "connectors/calling/phone_numbers.hpp"
#include "connectors/calling/platform_client.hpp"

namespace rollcall::connectors {

/// An account at a platform.
struct PlatformAccount {
    const PlatformClient& client;
    const std::string& api_key;
};

/// How one platform is asked. Each has a file; requests and responses are those of its SDK.
class PlatformApi {
public:
    virtual ~PlatformApi() = default;

    /// Where the first page of the account's numbers is.
    virtual std::string numbers_path() const = 0;
    /// All numbers of the account; `connection_id` is left empty. Throws Error platform_failed.
    virtual std::vector<PhoneNumber> list_numbers(const PlatformAccount& account) const = 0;

    /// The request that places a call: a path and a body. Instead the result where it is known not to be possible.
    struct Request {
        std::string path;
        std::string json;
    };
    virtual std::variant<Request, PlacedCall> make_request(const PlatformAccount& account,
                                                           const CallOrder& order) const = 0;

    /// What the answer to it says. `secret` is the key, which is not quoted.
    virtual PlacedCall read_answer(const WebResult& result, const std::string& secret) const = 0;

    virtual CallLookup find_call(const PlatformAccount& account, const CallOrder& order) const = 0;
};

const PlatformApi& get_platform_api(Platform platform);

/// The platform's name, as people write it.
std::string_view name_of(Platform platform);

/// The body of a successful answer. Throws Error platform_failed for any other.
boost::json::value require_answer(const WebResult& result, Platform platform, const std::string& secret);

/// The variables of a call as an object.
boost::json::object write_variables(const CallOrder& order);

/// The call in an answer, by its id. Nothing where none is named.
PlacedCall placed_or_unresolved(std::optional<std::string> external_call_id);

}  // namespace rollcall::connectors
