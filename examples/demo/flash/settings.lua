return {
  id = "lighthouse",
  message = function(info)
    -- A browser can't reach a simulated address.
    return "Your lighthouse shines at http://" .. info.ip .. "/ (simulated: Finish, wait 10 s, reload)"
  end,
}
