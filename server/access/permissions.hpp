#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace rollcall::access {

/// The five switches of a member, independent of each other, all off for a new one (M12, M42).
enum class Permission : std::uint8_t {
    edit_agents,
    use_advanced_editor,
    access_crm,
    view_billable_minutes,
    view_recordings,
};

struct PermissionText {
    Permission permission;
    std::string_view name;   ///< in the API
    std::string_view label;  ///< on the page
};

inline constexpr std::array<PermissionText, 5> permission_texts = {{
    {Permission::edit_agents, "edit_agents", "Can edit agents"},
    {Permission::use_advanced_editor, "use_advanced_editor", "Can use advanced editor"},
    {Permission::access_crm, "access_crm", "Can access CRM"},
    {Permission::view_billable_minutes, "view_billable_minutes", "Can view billable minutes"},
    {Permission::view_recordings, "view_recordings", "Can view recordings"},
}};

constexpr const PermissionText& text_of(Permission permission) {
    return permission_texts[static_cast<std::size_t>(permission)];
}

/// A set of permissions.
class Permissions {
public:
    constexpr Permissions() = default;

    static constexpr Permissions all() { return from_bits((1 << permission_texts.size()) - 1); }
    /// As the database keeps it: bit n is the n-th permission of `Permission`. The bits' meaning never changes.
    static constexpr Permissions from_bits(std::int64_t bits) {
        Permissions permissions;
        permissions.bits_ = static_cast<std::uint8_t>(bits);
        return permissions;
    }
    constexpr std::int64_t bits() const { return bits_; }

    constexpr bool has(Permission permission) const { return (bits_ & bit(permission)) != 0; }
    constexpr Permissions with(Permission permission, bool on) const {
        return from_bits(on ? bits_ | bit(permission) : bits_ & ~bit(permission));
    }

    constexpr bool operator==(const Permissions&) const = default;

private:
    static constexpr int bit(Permission permission) { return 1 << static_cast<int>(permission); }

    std::uint8_t bits_ = 0;
};

}  // namespace rollcall::access
