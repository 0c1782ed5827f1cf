#pragma once

#include <boost/describe/enum.hpp>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "access/permissions.hpp"
#include "http/json/json_read.hpp"
#include "http/json/json_write.hpp"

namespace rollcall::api {

/// `{"edit_agents": true, ...}` in a body: the named permissions are granted or revoked.
struct PermissionChanges {
    std::vector<std::pair<access::Permission, bool>> switches;

    access::Permissions apply_to(access::Permissions permissions) const {
        for (const auto& [permission, on] : switches) permissions = permissions.with(permission, on);
        return permissions;
    }
};

/// An action and its name in an object's `can`.
struct NamedAction {
    access::Action action;
    std::string_view name;
};

/// The names of the actions that `caller` may do to an object on which he or she has `rights`.
std::vector<std::string_view> list_allowed_actions(const access::Caller& caller, const access::Rights& rights,
                                                   std::initializer_list<NamedAction> actions);
std::vector<std::string_view> list_allowed_actions(const access::Caller& caller, const access::Rights& rights,
                                                   std::span<const NamedAction> actions);

}  // namespace rollcall::api

namespace rollcall::http {

/// An object of five booleans.
template <>
struct JsonWriter<access::Permissions> {
    static void write(std::string& out, access::Permissions permissions);
};

template <>
struct JsonReader<api::PermissionChanges> : RequiredReader<api::PermissionChanges> {
    static api::PermissionChanges read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems);
};

}  // namespace rollcall::http
