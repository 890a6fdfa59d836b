# sourced at boot
hostname PC3
ip addr add {{PC3.lan}}/{{lan3.length}} dev {{PC3.lan.name}}
ip link set dev {{PC3.lan.name}} up
ip route add default via {{R3.lan}}
