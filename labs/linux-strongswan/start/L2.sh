# L2: the way to the other router, and a network behind it
sysctl -qw net.ipv4.ip_forward=1
ip link set {{L2.wan.name}} up
ip addr add {{L2.wan}}/{{wan.length}} dev {{L2.wan.name}}
ip link add lan0 type dummy
ip addr add {{L2.lan}}/{{lan2.length}} dev lan0
ip link set lan0 up
