%% Fetches file.bin with Erlang's ftp. Arguments: host port explicit|implicit passive|active user password target timeout.
main([Host, Port, Kind, Mode, User, Password, Target, Timeout]) ->
    {ok, _} = application:ensure_all_started(ftp),
    {ok, _} = application:ensure_all_started(ssl),
    Wait = 1000 * list_to_integer(Timeout),
    Method = case Kind of "implicit" -> ftps; "explicit" -> ftpes end,
    {ok, Client} = ftp:open(Host, [
        {port, list_to_integer(Port)}, {mode, list_to_atom(Mode)}, {timeout, Wait}, {dtimeout, Wait},
        {tls, [{verify, verify_none}]}, {tls_sec_method, Method}
    ]),
    ok = ftp:user(Client, User, Password),
    ok = ftp:type(Client, binary),
    ok = ftp:recv(Client, "file.bin", Target),
    ftp:close(Client).
